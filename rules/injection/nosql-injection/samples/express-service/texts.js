exports.asText = (value) => String(value);
