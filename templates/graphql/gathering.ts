// The clauses of rows that are gathered into an array: is their order written before their conditions?

export const ordersFirst: boolean = false;
