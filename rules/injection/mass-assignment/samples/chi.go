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
		db.Save(&article)
		// ok: mass-assignment
		db.Save(&models.Article{Title: article.Title})
	})
}
