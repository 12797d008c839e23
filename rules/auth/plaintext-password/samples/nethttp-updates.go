package accounts

import (
	"encoding/json"
	"net/http"

	"golang.org/x/crypto/bcrypt"
)

type Profile struct {
	Name     string `json:"name"`
	Password string `json:"password"`
}

func hashed(change *Profile, user *User) error {
	if change.Password != "" {
		hash, err := bcrypt.GenerateFromPassword([]byte(change.Password), 12)
		if err != nil {
			return err
		}
		change.Password = string(hash)
		// ok: plaintext-password
		user.Password = change.Password
	}
	return nil
}

func sometimesHashed(change *Profile, user *User, strict bool) error {
	if strict {
		hash, err := bcrypt.GenerateFromPassword([]byte(change.Password), 12)
		if err != nil {
			return err
		}
		change.Password = string(hash)
	}
	// ruleid: plaintext-password
	user.Password = change.Password
	return nil
}

func otherHashed(change *Profile, user *User) error {
	hash, err := bcrypt.GenerateFromPassword([]byte(change.Password), 12)
	if err != nil {
		return err
	}
	change.Name = string(hash)
	// ruleid: plaintext-password
	user.Password = change.Password
	return nil
}

func updateProfile(w http.ResponseWriter, r *http.Request) {
	var change Profile
	if err := json.NewDecoder(r.Body).Decode(&change); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	var user User
	for _, err := range []error{
		hashed(&change, &user),
		sometimesHashed(&change, &user, false),
		otherHashed(&change, &user),
	} {
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
