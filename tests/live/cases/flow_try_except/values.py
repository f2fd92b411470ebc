PATH = "/values"
