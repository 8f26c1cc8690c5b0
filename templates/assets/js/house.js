/* Small courtesies on every page. Nothing here is needed: forms and links work without it. */

// After a refusal, begin where the trouble is.
const refusal = document.getElementById('refusal');
const firstFault = document.querySelector('[aria-invalid="true"]');
if (firstFault) firstFault.focus();
else if (refusal) refusal.focus();

// A button pressed twice sends one form.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    setTimeout(() => delete form.dataset.sent, 8000);
  });
}
// Coming back with the browser's own button finds the form ready again.
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// Moments are written as the server writes them, in the reader's own zone, which they name: a page that is printed for a
// file says which hour it means. Plain "en" would be the American order. The machine-readable one stays in the attribute.
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
for (const time of document.querySelectorAll('time[data-local]')) {
  const moment = new Date(time.dateTime);
  if (!Number.isNaN(moment.getTime())) {
    time.title = time.textContent;
    time.textContent = moment.toLocaleString(language, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
  }
}

// A link to something inside a closed part opens it.
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const around = target && target.closest('details');
  if (!around || around.open) return;
  around.open = true;
  target.scrollIntoView();
}
window.addEventListener('hashchange', openTarget);
openTarget();
