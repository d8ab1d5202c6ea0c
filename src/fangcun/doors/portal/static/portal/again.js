// Another message may be asked for after a minute: the button says how long that is.
"use strict";

{
  const button = document.querySelector("[data-wait]");
  const words = button.textContent;
  const until = Date.now() + Number(button.dataset.wait) * 1000;

  function count() {
    const seconds = Math.ceil((until - Date.now()) / 1000);
    button.disabled = seconds > 0;
    button.textContent = button.disabled ? button.dataset.words.replace("{seconds}", seconds) : words;
    if (button.disabled) setTimeout(count, 1000);
  }

  count();
}
