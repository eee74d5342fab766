const patienceMs = 8000;

/** A payment that is drawn inside the page: where its island does not even begin, the other way to pay is shown. */
export function embeddedWatch(): void {
  const place = document.querySelector<HTMLElement>("[data-embedded]");
  if (!place) return;
  setTimeout(() => {
    if (!place.dataset.stage) place.querySelector("[data-hosted]")?.removeAttribute("data-nojs");
  }, patienceMs);
}
