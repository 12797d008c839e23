package imports

import (
	"encoding/xml"
	"net/http"

	"github.com/lestrrat-go/libxml2"
	"github.com/lestrrat-go/libxml2/parser"
)

type order struct {
	ID string `xml:"id"`
}

func create(w http.ResponseWriter, r *http.Request) {
	// ruleid: xml-external-entities
	doc, err := libxml2.ParseReader(r.Body, parser.XMLParseNoEnt)
	if err != nil {
		http.Error(w, "not XML", http.StatusBadRequest)
		return
	}
	defer doc.Free()
	// ruleid: xml-external-entities
	p := parser.New(parser.XMLParseDTDLoad, parser.XMLParseNoBlanks)
	_, _ = p.ParseString(doc.String())
}

func createSafely(w http.ResponseWriter, r *http.Request) {
	// ok: xml-external-entities
	doc, err := libxml2.ParseReader(r.Body, parser.XMLParseNoNet)
	if err != nil {
		http.Error(w, "not XML", http.StatusBadRequest)
		return
	}
	defer doc.Free()
	var made order
	// ok: xml-external-entities
	if err := xml.NewDecoder(r.Body).Decode(&made); err != nil {
		http.Error(w, "not XML", http.StatusBadRequest)
	}
}
