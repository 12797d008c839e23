import { useEffect, useState } from 'react'

export function Project() {
  const [projects, setProjects] = useState<any[]>([])
  useEffect(() => {
    fetch('/projects').then((response) => response.json()).then(setProjects)
  }, [])
  return <ul>{projects.map((project) => <li key={project.id}>{project.name}: {project.secret}</li>)}</ul>
}
