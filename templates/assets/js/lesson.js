/* Check questions answer at once. Without this script each option opens its own answer. */
for (const check of document.querySelectorAll('.check-question')) {
  check.classList.add('is-live');
  const voice = Object.assign(document.createElement('p'), { className: 'visually-hidden' });
  voice.setAttribute('role', 'status');
  check.append(voice);
  for (const option of check.querySelectorAll('.check-option')) {
    const feedback = option.querySelector('details');
    option.querySelector('input').addEventListener('change', () => {
      for (const other of check.querySelectorAll('.check-option')) {
        other.querySelector('details').open = other === option;
        other.classList.toggle('is-right', other === option && feedback.dataset.correct === 'true');
        other.classList.toggle('is-wrong', other === option && feedback.dataset.correct !== 'true');
      }
      voice.textContent = [...feedback.children]
        .slice(1)
        .map((part) => part.textContent)
        .join(' ');
    });
  }
}
