// Runs before the first paint, so that a dark page never flashes white, and an enlarged one is so from the start. A file of its own because the page allows no inline script.
(function () {
  var page = document.documentElement;
  var read = function (key) {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null; // storage is switched off: the defaults serve
    }
  };
  // What the link asks for goes before what was chosen.
  var query = new URLSearchParams(location.search);
  var theme = query.get('theme');
  if (theme !== 'light' && theme !== 'dark') theme = read('mmoe-lab.theme');
  if (theme !== 'light' && theme !== 'dark')
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  page.setAttribute('data-theme', theme);
  // As src/views/projector.ts has it: what the address asks for, else what was chosen.
  var asked = query.get('projector');
  if (asked !== null ? !asked || asked === '1' : read('mmoe-lab.projector') === 'on')
    page.setAttribute('data-projector', '');
  var lang = query.get('lang') || read('mmoe-lab.lang');
  if (lang && /^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/.test(lang)) page.lang = lang;
})();
