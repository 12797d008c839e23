// ok: error-with-success-status
exports.fail = (res, code, message) => res.status(code).json({ success: false, message })
exports.ok = (res, data) => res.json({ success: true, data })
