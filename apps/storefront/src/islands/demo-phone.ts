const size = "popup,width=440,height=900";

/** Opens the demo phone in a window of a phone's size, so that the page that turns to paid stays in sight. */
export function demoPhone(): void {
  const link = document.querySelector<HTMLAnchorElement>(".demo-phone");
  link?.addEventListener("click", (event) => {
    // Without a window (they may be blocked) the link does what links do.
    if (window.open(link.href, link.target, size)) event.preventDefault();
  });
}
