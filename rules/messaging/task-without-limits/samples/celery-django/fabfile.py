from invoke import task


# ok: task-without-limits
@task
def deploy(c):
    c.run("make deploy")
