const { Worker } = require("bullmq");
const { Kafka } = require("kafkajs");
const { Schema, model } = require("mongoose");

const User = model("User", new Schema({ email: String }));

const worker = new Worker("mail", async (job) => {
  const users = await Promise.all(
    // ruleid: query-in-loop
    job.data.userIds.map((id) => User.findOne({ _id: id })),
  );
  return users.map((user) => user.email);
});

async function consume() {
  const consumer = new Kafka({ brokers: ["localhost:9092"] }).consumer({ groupId: "mail" });
  await consumer.run({
    eachMessage: async ({ message }) => {
      for (const id of JSON.parse(message.value).ids) {
        // ruleid: query-in-loop
        const user = await User.findById(id);
        console.log(user.email);
      }
    },
  });
  await consumer.run({
    eachMessage: async ({ message }) => {
      // One a message.
      // ok: query-in-loop
      const user = await User.findById(JSON.parse(message.value).id);
      console.log(user.email);
    },
  });
}

module.exports = { worker, consume };
