/** How the phone looks: drawn on a computer's screen, and the whole screen on a phone. */
export const style = `*{box-sizing:border-box}
body{margin:0;background:var(--room);color:#17181a;font:16px/1.55 system-ui,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1,p,dl,dd{margin:0}
.room{min-height:100dvh;display:grid}
.about{display:none}
.screen{position:relative;display:flex;flex-direction:column;min-height:100dvh;background:#f2f2f4}
.bar{display:none}
main{flex:1;display:flex;flex-direction:column;align-items:center;padding:1.25rem 1.25rem calc(1.25rem + env(safe-area-inset-bottom));text-align:center}
.note{padding:.6rem 1rem;background:#fff6dc;color:#5c4400;font-size:.8125rem;text-align:center}
.mark{display:grid;place-items:center;width:64px;height:64px;margin:1.75rem 0 .75rem;border-radius:18px;background:var(--accent);color:#fff;font-size:1.75rem;font-weight:600}
.to{color:#5b5f66;font-size:.9375rem}
h1{font-size:1.25rem;font-weight:600;line-height:1.35;overflow-wrap:anywhere}
.amount{margin:1.25rem 0 1.5rem;font-size:2.875rem;font-weight:600;line-height:1.1;font-variant-numeric:tabular-nums;letter-spacing:-.02em}
dl{width:100%;padding:0 1rem;border-radius:14px;background:#fff}
dl div{display:flex;justify-content:space-between;gap:1rem;padding:.8rem 0;text-align:left}
dt{color:#5b5f66;flex:none}dd{text-align:right;overflow-wrap:anywhere}
form{width:100%;margin-top:auto;padding-top:1.5rem}
button{width:100%;min-height:54px;border:0;border-radius:14px;font:inherit;cursor:pointer;background:none;color:#44474d}
button.pay{background:var(--accent);color:#fff;font-size:1.125rem;font-weight:600;box-shadow:0 6px 18px -6px var(--accent)}
button.pay:active{filter:brightness(.92)}
label{display:block;margin-bottom:.35rem;color:#5b5f66;font-size:.875rem;text-align:left}
input{width:100%;min-height:50px;margin-bottom:.75rem;padding:0 .9rem;border:1px solid #a3a7ae;border-radius:12px;background:#fff;font:inherit;color:inherit}
:focus-visible{outline:3px solid #0b57d0;outline-offset:2px}
.said{margin:auto 0;padding-bottom:3rem}
.said h1{font-size:1.5rem;margin-bottom:.35rem}
.said p{color:#5b5f66}
.said .amount{color:#17181a;margin:.75rem 0}
.sign{width:84px;height:84px;margin:0 auto 1.25rem;display:block}
.sign circle{fill:var(--accent)}
.sign.off circle{fill:#6d7178}
.sign path{fill:none;stroke:#fff;stroke-width:5;stroke-linecap:round;stroke-linejoin:round;stroke-dasharray:60;animation:draw .45s .12s ease-out both}
.sign circle{transform-origin:center;animation:pop .3s cubic-bezier(.2,1.4,.5,1) both}
@keyframes draw{from{stroke-dashoffset:60}to{stroke-dashoffset:0}}
@keyframes pop{from{transform:scale(.6);opacity:0}to{transform:none;opacity:1}}
.finder{position:relative;width:min(240px,64vw);aspect-ratio:1;margin:2rem 0 1.5rem;border-radius:22px;overflow:hidden;background:#15171b;
box-shadow:inset 0 0 0 2px #33373e}
.finder::before{content:"";position:absolute;inset:14%;border:3px solid #fff;border-radius:14px;mask:linear-gradient(#000 0 0) 0 0/26% 26% no-repeat,linear-gradient(#000 0 0) 100% 0/26% 26% no-repeat,linear-gradient(#000 0 0) 0 100%/26% 26% no-repeat,linear-gradient(#000 0 0) 100% 100%/26% 26% no-repeat}
.finder::after{content:"";position:absolute;left:18%;right:18%;height:2px;background:#fff;box-shadow:0 0 18px 5px var(--accent);animation:sweep 2.6s ease-in-out infinite alternate}
@keyframes sweep{from{top:20%}to{top:80%}}
.hint{color:#5b5f66;font-size:.9375rem;max-width:22rem}
@media(hover:hover) and (pointer:fine){
.room{grid-template-columns:auto auto;justify-content:center;align-items:center;gap:4rem;padding:1.5rem}
.about{display:block;max-width:17rem;color:var(--on-room)}
.about strong{display:block;margin-bottom:.5rem;font-size:1.5rem;line-height:1.25;font-weight:600}
.note{display:none}
.phone{padding:11px;border-radius:58px;background:linear-gradient(145deg,#4a4d54,#16171a 30%,#0b0c0e 70%,#3b3e44);
box-shadow:0 0 0 1.5px #000,0 50px 90px -30px #0009,0 18px 36px -18px #0007}
.screen{width:min(368px,calc(100vw - 5rem));height:min(760px,calc(100dvh - 5rem));min-height:34rem;border-radius:47px;overflow:hidden}
.bar{position:relative;display:flex;justify-content:space-between;align-items:center;height:50px;padding:0 28px;flex:none;font-size:.9375rem;font-weight:600}
.bar::before{content:"";position:absolute;left:50%;top:11px;width:104px;height:29px;margin-left:-52px;border-radius:15px;background:#000}
.bar svg{width:44px;height:14px}
main{overflow:auto;padding-bottom:2.25rem}
.screen::after{content:"";position:absolute;left:50%;bottom:8px;width:126px;height:5px;margin-left:-63px;border-radius:3px;background:#17181a}
}
@media(hover:hover) and (pointer:fine) and (max-width:47rem){.room{grid-template-columns:auto;gap:1rem;padding:1rem}.about{max-width:24rem;text-align:center}.about strong{font-size:1.0625rem;margin:0}.about span{font-size:.8125rem;line-height:1.4;display:block}
.screen{height:min(740px,calc(100dvh - 9rem))}}
@media(prefers-reduced-motion:reduce){*,::before,::after{animation:none!important}}`;
