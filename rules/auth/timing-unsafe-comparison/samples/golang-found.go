package store

type Store struct{ db *DB }

func (s *Store) ClientByToken(token string) (*Client, error) {
	client := new(Client)
	err := s.db.Where("token = ?", token).Find(client).Error
	// ok: timing-unsafe-comparison
	if client.Token == token {
		return client, err
	}
	return nil, err
}

func (s *Store) ClientByID(id int, token string) (*Client, error) {
	client := new(Client)
	err := s.db.Where("id = ?", id).Find(client).Error
	// ruleid: timing-unsafe-comparison
	if client.AccessToken == token {
		return client, err
	}
	return nil, err
}
