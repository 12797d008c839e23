module example.org/statistics

go 1.22
