class Listed:
    path = "/listed"

    @staticmethod
    def serve(): ...
