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
  const connection = await amqp.connect('amqp://queue')
  const channel = await connection.createChannel()
  // ok: floating-promise
  channel.sendToQueue('mail', Buffer.from('x'))
  res.sendStatus(202)
})

app.listen(3000)
