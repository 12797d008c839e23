module example.com/archives

go 1.22
