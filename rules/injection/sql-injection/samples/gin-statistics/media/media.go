package media

type Purpose string

const Original Purpose = "original"
