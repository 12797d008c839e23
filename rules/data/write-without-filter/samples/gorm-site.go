package site

import "gorm.io/gorm"

type Info struct {
	ID       uint
	Interval int
}

func SetInterval(db *gorm.DB, interval int) (int, error) {
	// ok: write-without-filter
	err := db.Session(&gorm.Session{AllowGlobalUpdate: true}).Model(&Info{}).Update("interval", interval).Error
	if err != nil {
		return 0, err
	}
	var info Info
	return info.Interval, db.First(&info).Error
}
