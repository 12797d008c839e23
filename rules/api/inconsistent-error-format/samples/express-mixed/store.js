exports.find = async (id) => null
