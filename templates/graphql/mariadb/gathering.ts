// The clauses of rows that are gathered into an array: MariaDB orders them within the function, so before their
// conditions.

export const ordersFirst: boolean = true;
