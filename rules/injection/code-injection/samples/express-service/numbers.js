exports.numberOf = (value) => {
  const number = parseFloat(value);
  return Number.isNaN(number) ? 0 : number;
};
