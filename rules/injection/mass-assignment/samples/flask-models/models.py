from flask_sqlalchemy import SQLAlchemy

db = SQLAlchemy()


class BaseModel(db.Model):
    __abstract__ = True

    def flush(self):
        # ok: mass-assignment
        db.session.add(self)
        db.session.flush()
        return self

    def save(self):
        self.flush()
        db.session.commit()


class Survey(BaseModel):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(50))
    owner_id = db.Column(db.Integer)

    @classmethod
    def change(cls, survey_id, data):
        survey = cls.query.get(survey_id)
        if survey:
            for key, value in data.items():
                # ruleid: mass-assignment
                setattr(survey, key, value)
            survey.save()
        return survey


class Subscription(BaseModel):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(100))
