module example.com/pages
