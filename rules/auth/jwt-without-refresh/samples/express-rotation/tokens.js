exports.issueRefreshToken = async (email) => email
