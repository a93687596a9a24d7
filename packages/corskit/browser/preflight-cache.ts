export class PreflightCache {}
