const PAGES = ['/', '/account', '/orders'];

exports.pathOf = (target) => (PAGES.includes(target) ? target : '/');
