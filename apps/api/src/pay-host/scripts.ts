import type { PageScript } from "./page.ts";

// Plain ES5 where it may run in an old WebView; each reads what it needs from `main`'s data attributes. A page that the
// browser kept and shows again leads on, so that the back button leaves nobody on it.
const start = `"use strict";(function(){
var told=document.querySelector("main").dataset,helping=document.querySelector("[data-help]"),left=false;
if(helping){helping.hidden=true;document.querySelector("[data-noscript]").hidden=true}
function leave(){if(!left){left=true;location.replace(told.back)}}
function help(){document.querySelector("h1").textContent=told.problem;helping.hidden=false}
addEventListener("pageshow",function(event){if(event.persisted)location.replace(told.back)});
`;
const end = "\n})();";

/** Milliseconds until the page says that nothing happens. */
const patienceMs = 5000;

/** To the provider's page at once, in place of this one. */
export const goScript: PageScript = {
  text: `${start}location.replace(document.querySelector("a.key").href);${end}`,
};

/** Pays by WeChat's bridge at once. What it answers proves nothing: the store's page asks the provider. */
export const bridgeScript: PageScript = {
  text: `${start}var asked=false;
function pay(){if(asked)return;asked=true;
WeixinJSBridge.invoke("getBrandWCPayRequest",JSON.parse(told.parameters),leave)}
if(window.WeixinJSBridge)pay();else document.addEventListener("WeixinJSBridgeReady",pay,false);
setTimeout(function(){if(!asked)help()},${patienceMs});${end}`,
};

/** WeChat's library for pages in a mini program's web view. */
const miniProgramLibrary = "https://res.wx.qq.com/open/js/jweixin-1.6.0.js";

/** Opens the mini program's own page, which can pay; under it this page leads on to the one that waits. */
export const miniProgramScript: PageScript = {
  loads: [miniProgramLibrary],
  text: `${start}var asked=false,library=document.createElement("script");
function open(){if(asked)return;asked=true;wx.miniProgram.navigateTo({url:told.page,success:leave,fail:help})}
library.src="${miniProgramLibrary}";library.onload=open;library.onerror=help;document.head.appendChild(library);
setTimeout(function(){if(!left)help()},${patienceMs});${end}`,
};
