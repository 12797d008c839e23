module example.com/echofilters

go 1.22
