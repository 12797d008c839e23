import requests


def load(url):
	answer = requests.get(url)  # naïve
	return requests.post(
		url,
		data=answer.content,
	)
