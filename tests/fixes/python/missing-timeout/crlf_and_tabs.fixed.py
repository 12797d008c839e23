import requests


def load(url):
	answer = requests.get(url, timeout=10)  # naïve
	return requests.post(
		url,
		data=answer.content,
		timeout=10,
	)
