// What every GraphQL query is checked by.
import depthLimit from 'graphql-depth-limit'

export const rules = [depthLimit(8)]
