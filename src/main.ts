#!/usr/bin/env node
process.stdout.write('x\n');
