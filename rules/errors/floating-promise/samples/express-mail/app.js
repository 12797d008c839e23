const express = require('express')
const nodemailer = require('nodemailer')
const { Queue } = require('bullmq')
const amqp = require('amqplib')

const app = express()
const transporter = nodemailer.createTransport({ host: 'mail' })
const jobs = new Queue('mail')

app.post('/contact', async (req, res) => {
  // ruleid: floating-promise
  transporter.sendMail({ to: 'office@example.com', text: req.body.text })
  // ok: floating-promise
  transporter.sendMail({ to: 'office@example.com' }, (err) => err && console.error(err))
  // ok: floating-promise
  await transporter.sendMail({ to: 'office@example.com' })
  // ok: floating-promise
  jobs.add('mail', { to: req.body.to })
  // ok: floating-promise
  remind(req.body.to)
  // ok: floating-promise
  void (async () => {
    try {
      await transporter.sendMail({ to: req.body.to })
    } catch (err) {
      return console.error(err)
    }
  })()
  // ruleid: floating-promise
  forward(req.body.to)
  // ok: floating-promise
  tell(req.body.to)
  const connection = await amqp.connect('amqp://queue')
  const channel = await connection.createChannel()
  // ok: floating-promise
  channel.sendToQueue('mail', Buffer.from('x'))
  res.sendStatus(202)
})

async function remind(to) {
  await jobs.add('reminder', { to })
}

const forward = async (to) => send(to)

async function send(to) {
  await transporter.sendMail({ to })
  await fetch('https://mail.example.com/sent', { method: 'POST', signal: AbortSignal.timeout(1000) })
}

// What it passes on takes all that goes wrong.
const tell = async (to) => sendQuietly(to)

async function sendQuietly(to) {
  try {
    await send(to)
  } catch (err) {
    console.error(err)
  }
}

app.listen(3000)
