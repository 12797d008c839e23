package config

import (
	"os"

	"github.com/spf13/viper"
)

func Load() *viper.Viper {
	options := viper.New()
	if os.Getenv("PLATFORM") != "" {
		options.SetDefault("db.host", os.Getenv("PLATFORM_DB"))
	} else {
		options.SetDefault("db.host", "localhost")
		options.SetDefault("db.username", "insights")
		// pedantic: hardcoded-credential
		options.SetDefault("db.password", "insights")
	}
	// ruleid: hardcoded-credential
	options.SetDefault("jwt.secret", "shopkeepers")
	options.AutomaticEnv()
	return options
}

func Remote() *viper.Viper {
	options := viper.New()
	options.SetDefault("mail.address", "smtp.shop.io")
	options.SetDefault("mail.username", "shop")
	// ruleid: hardcoded-credential
	options.SetDefault("mail.password", "Xk29dLq8")
	options.AutomaticEnv()
	return options
}
