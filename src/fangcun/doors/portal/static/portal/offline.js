// My page and my codes are kept on this telephone, to be read where there is no network.
"use strict";

{
  const { worker } = document.currentScript.dataset;

  // There is none without https, nor in a browser that keeps nothing; all pages work all the same.
  if (worker && navigator.serviceWorker) navigator.serviceWorker.register(worker).catch(() => {});
}
