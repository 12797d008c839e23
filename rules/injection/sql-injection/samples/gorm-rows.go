package rows

import (
	"database/sql"
	"encoding/json"
	"net/http"

	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"
)

type Target struct {
	Email string `json:"email"`
	Name  string `json:"name"`
}

type mailer interface{ Queue(mails []string) }

type update struct {
	Columns string
	Values  []any
}

func (u *update) set(column string, value any) {
	u.Columns += column + " = ?, "
	u.Values = append(u.Values, value)
}

func insert(tx *gorm.DB, t Target) error {
	// ok: sql-injection
	return tx.Where(t).FirstOrCreate(&t).Error
}

func insertByText(tx *gorm.DB, t Target) error {
	// ruleid: sql-injection
	return tx.Where("email = '" + t.Email + "'").FirstOrCreate(&t).Error
}

func targets(tx *gorm.DB, m mailer, batch *pgx.Batch, db *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var t Target
		if err := json.NewDecoder(r.Body).Decode(&t); err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		if insert(tx, t) != nil || insertByText(tx, t) != nil {
			w.WriteHeader(http.StatusInternalServerError)
		}
		// ok: sql-injection
		m.Queue([]string{t.Email})
		// ruleid: sql-injection
		batch.Queue("DELETE FROM targets WHERE name = '" + t.Name + "'")
		q := &update{}
		q.set("name", t.Name)
		// ok: sql-injection
		if _, err := db.Exec("UPDATE targets SET "+q.Columns+" id = id", q.Values...); err != nil {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}
}
