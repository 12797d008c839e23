from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from app.models import Report, get_session

app = FastAPI()


@app.get("/reports/{report_id}")
def report(report_id: str, session: Session = Depends(get_session)):
    row = session.get(Report, report_id)
    if row is None:
        raise HTTPException(404)
    # ok: path-traversal
    return open(f"/reports/{report_id}.pdf", "rb")


@app.get("/reports/{report_id}/queried")
def queried(report_id: str, session: Session = Depends(get_session)):
    row = session.query(Report).filter(Report.id == report_id).first()
    if not row:
        raise HTTPException(404)
    # ok: path-traversal
    return open(f"/reports/{report_id}.pdf", "rb")


def wanted(session, key):
    found = session.query(Report).filter_by(id=key).one_or_none()
    if found is None:
        raise HTTPException(404)
    return found


@app.get("/reports/{report_id}/helper")
def helped(report_id: str, session: Session = Depends(get_session)):
    wanted(session, report_id)
    # ok: path-traversal
    return open(f"/reports/{report_id}.pdf", "rb")


@app.get("/reports/{report_id}/any")
def unasked(report_id: str, session: Session = Depends(get_session)):
    row = session.get(Report, report_id)
    # ruleid: path-traversal
    return open(f"/reports/{report_id}.pdf", "rb"), row


@app.get("/reports/by-title/{title}")
def titled(title: str, session: Session = Depends(get_session)):
    row = session.query(Report).filter(Report.title == title).first()
    if not row:
        raise HTTPException(404)
    # ruleid: path-traversal
    return open(f"/reports/{title}.pdf", "rb")
