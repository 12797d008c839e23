import psycopg2
from flask import request


def notes():
	author = request.args["author"]
	with psycopg2.connect("") as db, db.cursor() as cursor:
		cursor.execute(
			"SELECT id FROM notes WHERE author = %s",
			(author,),
		)  # é
		return cursor.fetchall()
