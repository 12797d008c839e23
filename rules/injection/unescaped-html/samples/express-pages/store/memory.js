class Memory {
  heading(query) {
    return `Nothing for ${query}`
  }
}

module.exports = { Memory }
