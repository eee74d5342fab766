/** A tea box in window light: the picture of what is still empty (drawn by the look's rules for paper still life). */
export function StillLife() {
  return (
    <svg viewBox="0 0 300 400" className="size-full" aria-hidden="true" preserveAspectRatio="xMidYMid slice">
      <defs>
        <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#E2E8DE" />
          <stop offset="1" stopColor="#C6D2C6" />
        </linearGradient>
        <linearGradient id="table" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#A9BBAE" />
          <stop offset="1" stopColor="#93A899" />
        </linearGradient>
        <linearGradient id="front" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#8FA06F" />
          <stop offset="1" stopColor="#6E8052" />
        </linearGradient>
      </defs>
      <rect width="300" height="400" fill="url(#wall)" />
      <path d="M-20 0h120L300 400H150z" fill="#F2F5EE" opacity=".5" />
      <rect y="272" width="300" height="128" fill="url(#table)" />
      <path d="M62 322h150l70 26H110z" fill="#5D7263" opacity=".35" />
      <path d="M62 226h128v98H62z" fill="url(#front)" />
      <path d="M62 226l36-26h118l-26 26z" fill="#A3B283" />
      <path d="M190 226l26-26v92l-26 32z" fill="#3F4A2F" />
      <path d="M112 226h34v98h-34z" fill="#F4EFE2" />
      <path d="M112 226l32-26h30l-28 26z" fill="#FBF8EF" />
      <rect x="121" y="296" width="16" height="16" rx="2" fill="#C23A24" />
      <path d="M129 240v42" stroke="#3B3A33" strokeWidth="2.5" strokeDasharray="9 5" />
    </svg>
  );
}
