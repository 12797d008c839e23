package users

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"
	"gorm.io/gorm"

	"example.com/app/models"
)

func routes(r chi.Router, db *gorm.DB) {
	r.Post("/articles", func(w http.ResponseWriter, r *http.Request) {
		article := models.Article{}
		decoder := json.NewDecoder(r.Body)
		if err := decoder.Decode(&article); err != nil {
			return
		}
		// ruleid: mass-assignment
		// ruleid: ignored-error
		db.Save(&article)
		// ok: mass-assignment
		// ruleid: ignored-error
		db.Save(&models.Article{Title: article.Title})
	})
}
