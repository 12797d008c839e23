async function reserve(sku) {
  if (process.env.NODE_ENV !== 'production') {
    // ok: print-logging
    console.log('reserving', sku)
  }
  // ruleid: print-logging
  process.stdout.write(`reserved ${sku}\n`)
}

function seed() {
  // ok: print-logging
  console.log('seeded')
}

module.exports = { reserve, seed }
