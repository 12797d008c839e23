import pickle

import joblib
import torch
import yaml
from fastapi import FastAPI, Request, UploadFile

app = FastAPI()


@app.post("/model")
async def upload_model(file: UploadFile):
    # ruleid: unlimited-request-body
    data = await file.read()
    # ruleid: unsafe-deserialization
    model = pickle.loads(data)
    # ruleid: unsafe-deserialization
    weights = torch.load(file.file)
    # ok: unsafe-deserialization
    weights = torch.load(file.file, weights_only=True)
    # ruleid: unsafe-deserialization
    other = joblib.load(file.file)
    return {"model": str(model), "weights": str(weights), "other": str(other)}


@app.post("/config")
async def config(request: Request):
    body = await request.body()
    # ruleid: unsafe-deserialization
    parsed = yaml.load(body, Loader=yaml.FullLoader)
    # ok: unsafe-deserialization
    parsed = yaml.safe_load(body)
    return parsed
