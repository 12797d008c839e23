package files

import (
	"encoding/json"
	"os"
)

// Nothing of these can say that it failed.
func mark(path string) {
	os.WriteFile(path, nil, 0o600)
}

type state [4]byte

func read(data []byte) (found state, err error) {
	json.Unmarshal(data, &found)
	return found, err
}

func written(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return nil
}
