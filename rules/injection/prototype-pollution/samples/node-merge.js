function isObject(value) {
  return value !== null && typeof value === "object";
}

function merge(target, source) {
  for (const key in source) {
    if (isObject(target[key]) && isObject(source[key])) {
      merge(target[key], source[key]);
    } else {
      // ruleid: prototype-pollution
      target[key] = source[key];
    }
  }
  return target;
}

const deepCopy = (to, from) => {
  Object.keys(from).forEach((key) => {
    if (isObject(from[key])) {
      if (!to[key]) {
        to[key] = {};
      }
      deepCopy(to[key], from[key]);
    } else {
      // ruleid: prototype-pollution
      to[key] = from[key];
    }
  });
};

function mergeSafely(target, source) {
  for (const key in source) {
    if (key === "__proto__" || key === "constructor" || key === "prototype") continue;
    if (isObject(target[key]) && isObject(source[key])) {
      mergeSafely(target[key], source[key]);
    } else {
      // ok: prototype-pollution
      target[key] = source[key];
    }
  }
  return target;
}

function mergeOwn(target, source) {
  for (const key in source) {
    if (Object.prototype.hasOwnProperty.call(target, key) && isObject(source[key])) {
      mergeOwn(target[key], source[key]);
    } else {
      // ok: prototype-pollution
      target[key] = source[key];
    }
  }
  return target;
}

function copy(source) {
  const made = {};
  for (const key in source) {
    // ok: prototype-pollution
    made[key] = isObject(source[key]) ? copy(source[key]) : source[key];
  }
  return made;
}

function flat(target, source) {
  for (const key in source) {
    // ok: prototype-pollution
    target[key] = source[key];
  }
}

module.exports = { merge, deepCopy, mergeSafely, mergeOwn, copy, flat };
