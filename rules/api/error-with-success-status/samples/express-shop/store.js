exports.all = (done) => done(null, [])
exports.find = async (id) => null
