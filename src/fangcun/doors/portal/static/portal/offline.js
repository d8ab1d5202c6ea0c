// My page and my codes are kept on this telephone, to be read where there is no network.
"use strict";

// There is none without https, nor in a browser that keeps nothing; all pages work all the same.
if (navigator.serviceWorker) {
  const { worker } = document.currentScript.dataset;
  const isFirst = !navigator.serviceWorker.controller;

  navigator.serviceWorker.register(worker).catch(() => {});
  // the first page came before there was anybody to keep it
  if (isFirst) navigator.serviceWorker.ready.then(({ active }) => active.postMessage("keep"));
}
