"""The range of products."""

import subprocess
from typing import Annotated

import requests
import yaml
from fastapi import APIRouter, Body, Depends, HTTPException, Query, Response, UploadFile
from fastapi.responses import FileResponse
from sqlalchemy.orm import Session

from shop import repository, services
from shop.models import Product, get_session
from shop.schemas import ProductIn, ProductOut
from shop.security import current_admin
from shop.settings import settings

router = APIRouter(prefix="/products", tags=["products"])
Database = Annotated[Session, Depends(get_session)]


@router.get("", response_model=list[ProductOut])
def list_products(
    session: Database,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    offset: Annotated[int, Query(ge=0)] = 0,
):
    """A page of products."""
    return repository.list_products(session, limit, offset)


@router.get("/search", response_model=list[ProductOut])
def search(q: str, session: Database, sort: str = "name"):
    """Products by name."""
    return repository.search_products(session, q, sort)


@router.get("/available", response_model=list[ProductOut])
def available(session: Database, minimum: Annotated[int, Query(ge=1)] = 1):
    """Products in stock."""
    return repository.products_in_stock(session, minimum)


@router.get("/manual")
def manual(name: str) -> FileResponse:
    """A product's manual."""
    return FileResponse(settings.media_folder / "manuals" / name)


@router.get("/{product_id}")
def details(product_id: int, session: Database):
    """One product."""
    product = services.product_details(session, product_id)
    if product is None:
        raise HTTPException(404, "No such product")
    return product


@router.post("", status_code=201, response_model=ProductOut, dependencies=[Depends(current_admin)])
def create(data: ProductIn, session: Database) -> Product:
    """Add a product."""
    product = Product(**data.model_dump())
    session.add(product)
    session.commit()
    return product


@router.post("/import", dependencies=[Depends(current_admin)])
async def import_products(file: UploadFile, session: Database) -> dict[str, int]:
    """Add the products of a YAML file."""
    rows = yaml.load(await file.read(), Loader=yaml.Loader)
    for row in rows:
        session.add(Product(sku=row["sku"], name=row["name"], price=row["price"], stock=row.get("stock", 0)))
    session.commit()
    return {"imported": len(rows)}


@router.post("/{product_id}/image", status_code=204, dependencies=[Depends(current_admin)])
def import_image(product_id: int, url: Annotated[str, Body(embed=True)]) -> Response:
    """Fetch a product's image from the supplier's site."""
    image = requests.get(url, timeout=10)
    image.raise_for_status()
    settings.media_folder.mkdir(parents=True, exist_ok=True)
    (settings.media_folder / f"{product_id}.jpg").write_bytes(image.content)
    return Response(status_code=204)


@router.get("/{product_id}/thumbnail")
def thumbnail(product_id: int, size: str = "200x200") -> FileResponse:
    """A product's image, scaled."""
    source = settings.media_folder / f"{product_id}.jpg"
    target = settings.media_folder / f"{product_id}-small.jpg"
    subprocess.run(f"convert {source} -resize {size} {target}", shell=True, check=True, timeout=20)
    return FileResponse(target)
